/**
 * How the log looks (broker.md RUNOPS-01): lines for people or one JSON object on each line, with
 * the correlation id of the request, without secrets and without what names a person.
 */
package org.mydocker.web.log;
