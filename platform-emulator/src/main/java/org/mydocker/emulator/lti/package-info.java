/**
 * The LTI 1.3 core as Moodle 5.1 speaks it (lti.md section 2): platform configuration, dynamic
 * registration, login initiation, the authorization endpoint with its id_token, deep linking, keys.
 */
package org.mydocker.emulator.lti;
