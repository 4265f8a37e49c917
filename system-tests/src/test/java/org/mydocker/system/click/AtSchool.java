package org.mydocker.system.click;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests at {@link Classroom#school()}: one class after another, since some kill it, beside those of
 * other installations. They begin first: there are many.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the school")
@Order(1)
@interface AtSchool {}
