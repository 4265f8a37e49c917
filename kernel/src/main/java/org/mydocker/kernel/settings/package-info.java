/** The settings that more than one module reads. */
package org.mydocker.kernel.settings;
