package dev.plumbline.finding;

/**
 * Where a row comes from.
 *
 * @param baselineVersion the baseline in force
 * @param monitorVersion the version of the monitor
 * @param monitorInstance the instance that wrote the row
 */
public record Origin(String baselineVersion, String monitorVersion, String monitorInstance) {}
