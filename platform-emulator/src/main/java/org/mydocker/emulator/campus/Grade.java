package org.mydocker.emulator.campus;

/**
 * What the gradebook holds for a person in a column. {@code score} is null where the grade was
 * erased (Moodle does so on every score that is not FullyGraded); it is out of the line item's
 * maximum. {@code at} is the time the tool gave, in whole seconds since 1970 as Moodle keeps it.
 */
public record Grade(
    String lineItemId,
    String userId,
    Double score,
    String comment,
    String activityProgress,
    String gradingProgress,
    long at) {}
