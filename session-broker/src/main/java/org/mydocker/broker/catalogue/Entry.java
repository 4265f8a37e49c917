package org.mydocker.broker.catalogue;

import java.time.Duration;
import org.mydocker.kernel.environment.Environment;

/**
 * A line of the catalogue as a page shows it (broker.md ENV-03).
 *
 * @param usual how long a start took lately; zero before the first
 */
public record Entry(
    Environment environment,
    int version,
    Recipe.Size size,
    String maintainer,
    String joinCode,
    Duration usual) {}
