/** Scenarios: recorded requests of invented people; read {@link dev.plumbline.cli.local.scenario.Scenario} first. */
@NullMarked
package dev.plumbline.cli.local.scenario;

import org.jspecify.annotations.NullMarked;
