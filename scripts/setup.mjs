/**
 * What every command does first: looks at the machine's Node, then installs what is missing.
 *
 * Plain JavaScript, since it runs before anything is installed, and this file in words that every Node of the last ten
 * years reads: an older one must hear which it should be. It prints to stderr alone: some commands promise a
 * machine-readable stdout.
 */

/** The `engines` of package.json, and what the README asks for. */
const OLDEST = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(
    `This machine has Node ${process.versions.node}; Node ${OLDEST} or later is needed (https://nodejs.org).`,
  );
  process.exitCode = 1;
} else {
  import('./install-packages.mjs');
}
