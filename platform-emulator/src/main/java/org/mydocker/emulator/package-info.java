/**
 * A small LMS that behaves as Moodle 5.1 does on the wire, to try tools with and to test them
 * against: {@link org.mydocker.emulator.Main} as a program, {@link org.mydocker.emulator.Emulator}
 * inside a test. It shares no code with the tool that it tests, and uses another JOSE library.
 */
package org.mydocker.emulator;
