/**
 * What browsers see of assignments: resources under {@code v/{visit}/}, each a short way from a
 * request to a use case and to a page or a redirection. Nothing is decided here; templates are in
 * {@code templates/assignment}, sentences in {@code messages/assignment}.
 */
package org.mydocker.assignment.pages;
