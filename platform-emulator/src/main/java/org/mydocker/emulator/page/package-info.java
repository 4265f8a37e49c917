/**
 * What people see of the emulated LMS, in English and French: becoming somebody, the course, its
 * activities, gradebook, roster, the administration of tools. Everything that a browser test clicks
 * has a {@code data-testid}.
 */
package org.mydocker.emulator.page;
