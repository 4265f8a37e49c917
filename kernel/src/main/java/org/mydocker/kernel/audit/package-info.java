/** What is written down when someone sees or does what is another's. */
package org.mydocker.kernel.audit;
