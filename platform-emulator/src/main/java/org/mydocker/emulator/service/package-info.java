/**
 * What a tool calls by itself: access tokens, Assignment and Grade Services 2.0, Names and Role
 * Provisioning 2.0, with Moodle's own ways (recorded in moodle-wire/services.txt).
 */
package org.mydocker.emulator.service;
