/** Texts that people write in Markdown, made into HTML that runs nothing. */
package org.mydocker.walls.markdown;
