package org.mydocker.ear;

import jakarta.ejb.Singleton;

/**
 * Holds the EAR in place: Payara Server loads an EAR again after a restart only if it has an EJB
 * module. Does nothing else.
 */
@Singleton
public class Anchor {}
