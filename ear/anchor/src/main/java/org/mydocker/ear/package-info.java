/** The one EJB that an EAR needs. */
package org.mydocker.ear;
