package org.mydocker.emulator.campus;

/**
 * An external tool activity in the course; {@code id} is the resource link id, {@code cmid}
 * Moodle's course module. An empty {@code url} means the tool's own; {@code custom} are key=value
 * lines.
 */
public record Activity(
    String id,
    String cmid,
    String toolId,
    String title,
    String description,
    String url,
    String custom) {}
