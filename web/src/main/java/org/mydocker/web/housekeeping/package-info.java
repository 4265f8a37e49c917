/** What is swept away from time to time because nobody will come for it any more. */
package org.mydocker.web.housekeeping;
