package org.mydocker.kernel.launch;

import java.time.Instant;
import java.util.Optional;

/**
 * A resource link to put into the course (DL-08).
 *
 * @param target the {@link LaunchTarget#key()}
 * @param id the target's id, unguessable (DL-10)
 * @param title plain text (DL-11)
 * @param points the maximum of its line item; empty for none (DL-15)
 */
public record ContentItem(
    String target,
    String id,
    String title,
    String text,
    Optional<Integer> points,
    Optional<Instant> available,
    Optional<Instant> due) {}
