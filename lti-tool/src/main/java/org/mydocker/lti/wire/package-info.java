/**
 * How bytes from outside are read and calls to the outside are made: strict JSON, bounded forms, a
 * client with walls around it. Knows nothing of LTI.
 */
package org.mydocker.lti.wire;
