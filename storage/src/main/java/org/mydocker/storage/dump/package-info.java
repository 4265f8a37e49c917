/**
 * All rows of the modules' schemas in one stream that either database can be filled from (site.md
 * BAK-01, BAK-02). It knows tables and columns, never what they mean, so a new table is in the next
 * backup without a word here. The structure comes from the migrations, not from the stream.
 */
package org.mydocker.storage.dump;
