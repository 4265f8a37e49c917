/**
 * What people see of the broker: the dashboard, an environment's page, a start as it goes on, the
 * shell around a running interface, and why something stopped. Resources only ask the rooms behind
 * them; nothing is decided here.
 */
package org.mydocker.broker.pages;
