package org.mydocker.emulator.campus;

/** The one course of a tenant. Its id is the same everywhere, on purpose. */
public record Course(String id, String label, String title, String sourcedId) {}
