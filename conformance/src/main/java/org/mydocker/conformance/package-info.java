/**
 * Says which numbered requirement is proven by which test that ran.
 *
 * <p>{@link org.mydocker.conformance.TestRecorder} sits on the test class path of every module and
 * writes down what each tagged test did; {@link org.mydocker.conformance.ConformanceReport} lays
 * those results beside {@code docs/requirements.tsv} and writes {@code docs/conformance.md}. Only
 * the recorder knows JUnit, so that the report runs on a bare JDK.
 */
package org.mydocker.conformance;
