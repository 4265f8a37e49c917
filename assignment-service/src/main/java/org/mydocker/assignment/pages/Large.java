package org.mydocker.assignment.pages;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A resource method that takes an upload, bounded by {@link LargeFilter}. */
@NameBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Large {}
