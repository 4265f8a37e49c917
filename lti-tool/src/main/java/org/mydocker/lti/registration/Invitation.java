package org.mydocker.lti.registration;

import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.platform.PersonalData;

/**
 * Leave to register once (DYN-01).
 *
 * @param approve the registration is active at once, without a second look (DYN-10)
 * @param tenant the institution it joins; empty for one of its own
 * @param wanted what that institution wants to know of people (DYN-07)
 */
record Invitation(
    UUID id, boolean approve, Optional<TenantId> tenant, PersonalData wanted, String createdBy) {}
