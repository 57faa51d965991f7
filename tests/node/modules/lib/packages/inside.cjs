exports.load = (request) => require(request);
exports.imports = async (requests) => {
  for (const request of [...requests, 'packages/itself', 'packages'])
    await import(request).then(
      (ns) => console.log('import', request, ns.default),
      (e) => console.log('import', request, e.code, e.message.split('\n')[0].replaceAll(__dirname, '<dir>')),
    );
};
