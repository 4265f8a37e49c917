/**
 * Where the application is put together: settings, the data source, the list of resources. What
 * runs is listed here or in web.xml, nowhere else.
 */
package org.mydocker.web.wiring;
