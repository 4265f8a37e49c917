/**
 * What a verified launch says, and how a module takes launches of its own and offers choices in
 * deep linking.
 */
package org.mydocker.kernel.launch;
