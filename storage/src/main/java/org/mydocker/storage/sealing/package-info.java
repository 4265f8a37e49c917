/**
 * What a module keeps in the database and whoever has only the database must not read: sealed with
 * a key in a file of the data directory. No schema and no entity; each module has a file of its
 * own.
 */
package org.mydocker.storage.sealing;
