/** What administrators settle for each deployment: the administration's pages of them. */
package org.mydocker.lti.deployment;
