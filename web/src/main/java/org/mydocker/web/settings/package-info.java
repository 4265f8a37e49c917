/**
 * The settings of the whole application as an operator meets them (site.md CLI-04): the catalogue
 * of every key, the file in the data directory, and the check that a misspelt key does not go
 * unseen. It runs before the application is there, and without the server for the offline commands,
 * so it knows neither injection nor MicroProfile Config beyond the one source that it offers.
 */
package org.mydocker.web.settings;
