/**
 * Backup while the service runs, restore into an empty data directory without it (site.md BAK-01,
 * BAK-02). A backup is a directory: {@code database.dump}, {@code repositories.tar}, {@code keys/}
 * and, written last, {@code manifest.properties} with a checksum of each. Homes are volumes of the
 * engine and not in it.
 *
 * <p>Restoring runs without the server: what it uses here may not lean on the platform's classes.
 */
package org.mydocker.web.backup;
