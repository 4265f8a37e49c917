/**
 * Archives that strangers made, and archives that we make for others.
 *
 * <p>Nothing here writes an entry to a file system: an entry is a validated path and a bounded
 * stream, and what becomes of it is the caller's business. Whatever is refused is refused with a
 * reason and the entry's name (SAFE-14 to SAFE-17). Only the JDK, Commons Compress and XZ may
 * enter.
 */
package org.mydocker.walls.archive;
