/**
 * What the modules' databases have in common: one data source, one schema per module, migrations
 * before the first query. A module brings a persistence unit of its own ({@code
 * META-INF/persistence.xml}) that names its schema in the property {@code mydocker.schema}, and its
 * migrations in {@code db/SCHEMA/}. No entity lives here.
 */
package org.mydocker.storage;
