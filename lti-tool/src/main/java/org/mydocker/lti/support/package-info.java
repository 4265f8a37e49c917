/** What those see who administer a platform: how it is connected, and nothing of a course. */
package org.mydocker.lti.support;
