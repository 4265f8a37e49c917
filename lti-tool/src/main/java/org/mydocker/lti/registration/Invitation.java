package org.mydocker.lti.registration;

import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;

/**
 * Leave to register once (DYN-01).
 *
 * @param approve the registration is active at once, without a second look (DYN-10)
 * @param tenant the institution it joins; empty for one of its own
 */
record Invitation(UUID id, boolean approve, Optional<TenantId> tenant, String createdBy) {}
