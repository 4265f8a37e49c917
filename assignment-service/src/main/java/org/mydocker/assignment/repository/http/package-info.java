/**
 * The door for {@code git} over HTTP (ACT-07): smart protocol only, one repository per grant, every
 * push checked before it is let in. Who comes is decided outside, by {@code GitAccess}; what they
 * may send is decided here.
 */
package org.mydocker.assignment.repository.http;
