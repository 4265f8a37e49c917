/** What begins with the application and ends with it. */
package org.mydocker.lti.wiring;
