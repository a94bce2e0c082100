// Old syntax on purpose: this must say what is wrong on any Node.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'This needs Node 24, and runs on ' +
      process.version +
      '. `npm ci` installs it into node_modules, unless install scripts are switched off.',
  );
  process.exit(1);
}
