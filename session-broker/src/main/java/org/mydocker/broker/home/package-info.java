/**
 * People's persistent folders: volumes of the engine with random names, whose files go in and out
 * only through the helper container (broker.md section 4). Nothing here opens a path in a home:
 * what a student made of it (links, devices, endless files) is met by the helper, inside its walls.
 */
package org.mydocker.broker.home;
