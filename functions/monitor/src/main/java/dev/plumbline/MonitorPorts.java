package dev.plumbline;

import dev.plumbline.estate.Estate;
import dev.plumbline.finding.DeadLetter;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.Ledger;

/** What the monitor stands on: each is Azure's, or a local one that keeps the same contract. */
public record MonitorPorts(Estate estate, Ledger ledger, FindingSink sink, DeadLetter deadLetter) {}
