/**
 * Puts the module together: settings, the parts that are no beans of their own, what runs at a
 * start.
 */
package org.mydocker.assignment.wiring;
