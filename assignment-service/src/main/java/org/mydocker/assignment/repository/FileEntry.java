package org.mydocker.assignment.repository;

/**
 * A file of a tree as receipts list it.
 *
 * @param sha256 of the content, in lower-case hexadecimal
 */
public record FileEntry(String path, boolean executable, long size, String sha256) {}
