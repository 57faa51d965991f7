#include "core/node/module_frames.h"

namespace tickscope {

namespace {
#define FRAMES(name, ...) constexpr const char* name[] = {__VA_ARGS__, nullptr}

namespace node20 {
#define CJS_LOAD                                                                                                       \
  "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)", "Module.load (node:internal/modules/cjs/loader:1266:32)", \
      "Module._load (node:internal/modules/cjs/loader:1091:12)"
#define REQUIRE                                                                                                        \
  "ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:389:47)", "loadESMFromCJS (node:internal/modules/cjs/loader:1363:24)", \
      "Module._compile (node:internal/modules/cjs/loader:1503:5)", CJS_LOAD, "Module.require (node:internal/modules/cjs/loader:1289:19)",     \
      "require (node:internal/modules/helpers:182:18)"
FRAMES(entry, "async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)");
FRAMES(body, "ModuleJob.run (node:internal/modules/esm/module_job:325:25)", "async ModuleLoader.import (node:internal/modules/esm/loader:606:24)");
FRAMES(bodyInRequire, "ModuleJobSync.runSync (node:internal/modules/esm/module_job:437:37)", REQUIRE);
FRAMES(commonJs, "Module._compile (node:internal/modules/cjs/loader:1521:14)", CJS_LOAD, "cjsLoader (node:internal/modules/esm/translators:298:15)",
       "ModuleWrap.<anonymous> (node:internal/modules/esm/translators:240:7)");
FRAMES(instantiate, "ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)", "async ModuleJob.run (node:internal/modules/esm/module_job:320:5)",
       "async ModuleLoader.import (node:internal/modules/esm/loader:606:24)");
FRAMES(instantiateInRequire, "ModuleJobSync.runSync (node:internal/modules/esm/module_job:423:37)", REQUIRE);
FRAMES(resolve, "finalizeResolution (node:internal/modules/esm/resolve:283:11)", "moduleResolve (node:internal/modules/esm/resolve:952:10)",
       "defaultResolve (node:internal/modules/esm/resolve:1188:11)", "ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)",
       "#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)", "ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)",
       "ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)");
FRAMES(syntax, "compileSourceTextModule (node:internal/modules/esm/utils:346:16)", "ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:146:18)",
       "#translate (node:internal/modules/esm/loader:497:12)", "ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)");
FRAMES(syntaxInRequire, "compileSourceTextModule (node:internal/modules/esm/utils:346:16)",
       "ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:382:18)", "loadESMFromCJS (node:internal/modules/cjs/loader:1363:24)",
       "Module._compile (node:internal/modules/cjs/loader:1503:5)", CJS_LOAD, "Module.require (node:internal/modules/cjs/loader:1289:19)",
       "require (node:internal/modules/helpers:182:18)");
FRAMES(linkJob, "ModuleJob._link (node:internal/modules/esm/module_job:168:49)");
FRAMES(importJob, "ModuleLoader.import (node:internal/modules/esm/loader:605:34)",
       "defaultImportModuleDynamicallyForScript (node:internal/modules/esm/utils:234:31)",
       "importModuleDynamicallyCallback (node:internal/modules/esm/utils:256:12)");
FRAMES(syntaxImportJob, "async ModuleJob._link (node:internal/modules/esm/module_job:148:19)");
FRAMES(requireMissing, "Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)", "Module._load (node:internal/modules/cjs/loader:1038:27)",
       "Module.require (node:internal/modules/cjs/loader:1289:19)", "require (node:internal/modules/helpers:182:18)");
constexpr ModuleFrames all{entry, body, bodyInRequire, commonJs, instantiate, instantiateInRequire, resolve, syntax, syntaxInRequire, linkJob, importJob, nullptr, syntaxImportJob, requireMissing,
                           {"node:internal/modules/cjs/loader", 1210, 3, "  throw err;"},
                           {"node:internal/modules/esm/resolve", 283, 11, "    throw new ERR_MODULE_NOT_FOUND("},
                           {"node:internal/modules/run_main", 123, 5, "    triggerUncaughtException("},
                           {"node:internal/modules/esm/module_job", 433, 7, "      throw new ERR_REQUIRE_ASYNC_MODULE(filename, parentFilename);"}};
#undef REQUIRE
#undef CJS_LOAD
} // namespace node20

namespace node24 {
#define CJS_LOAD                                                                                                       \
  "Object..js (node:internal/modules/cjs/loader:2060:10)", "Module.load (node:internal/modules/cjs/loader:1651:32)",   \
      "Module._load (node:internal/modules/cjs/loader:1443:12)", "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)"
#define REQUIRE                                                                                                        \
  "ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:347:47)", "loadESMFromCJS (node:internal/modules/cjs/loader:1747:24)", \
      "Module._compile (node:internal/modules/cjs/loader:1911:5)", CJS_LOAD, "Module.require (node:internal/modules/cjs/loader:1674:12)",     \
      "require (node:internal/modules/helpers:157:16)"
FRAMES(entry, "async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:101:5)");
FRAMES(body, "ModuleJob.run (node:internal/modules/esm/module_job:561:25)", "async node:internal/modules/esm/loader:647:26");
FRAMES(bodyInRequire, "ModuleJobSync.runSync (node:internal/modules/esm/module_job:665:37)", REQUIRE);
FRAMES(commonJs, "Module._compile (node:internal/modules/cjs/loader:1929:14)", CJS_LOAD,
       "loadCJSModuleWithModuleLoad (node:internal/modules/esm/translators:372:15)",
       "ModuleWrap.<anonymous> (node:internal/modules/esm/translators:244:9)");
FRAMES(instantiate, "#asyncInstantiate (node:internal/modules/esm/module_job:455:21)", "async ModuleJob.run (node:internal/modules/esm/module_job:553:5)",
       "async node:internal/modules/esm/loader:647:26");
FRAMES(instantiateInRequire, "ModuleJobSync.runSync (node:internal/modules/esm/module_job:658:17)", REQUIRE);
FRAMES(resolve, "finalizeResolution (node:internal/modules/esm/resolve:272:11)", "moduleResolve (node:internal/modules/esm/resolve:879:10)",
       "defaultResolve (node:internal/modules/esm/resolve:1006:11)", "#cachedDefaultResolve (node:internal/modules/esm/loader:705:20)",
       "#resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:725:38)", "ModuleLoader.resolveSync (node:internal/modules/esm/loader:763:56)",
       "#resolve (node:internal/modules/esm/loader:687:17)", "ModuleLoader.getOrCreateModuleJob (node:internal/modules/esm/loader:607:35)");
FRAMES(syntax, "compileSourceTextModule (node:internal/modules/esm/utils:319:16)", "ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:89:18)",
       "#translate (node:internal/modules/esm/loader:438:20)", "afterLoad (node:internal/modules/esm/loader:506:29)",
       "ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:511:12)", "#getOrCreateModuleJobAfterResolve (node:internal/modules/esm/loader:564:36)",
       "afterResolve (node:internal/modules/esm/loader:611:52)", "ModuleLoader.getOrCreateModuleJob (node:internal/modules/esm/loader:617:12)");
FRAMES(syntaxInRequire, "compileSourceTextModule (node:internal/modules/esm/utils:319:16)",
       "ModuleLoader.importSyncForRequire (node:internal/modules/esm/loader:340:18)", "loadESMFromCJS (node:internal/modules/cjs/loader:1747:24)",
       "Module._compile (node:internal/modules/cjs/loader:1911:5)", CJS_LOAD, "Module.require (node:internal/modules/cjs/loader:1674:12)",
       "require (node:internal/modules/helpers:157:16)");
FRAMES(linkJob, "ModuleJob.syncLink (node:internal/modules/esm/module_job:276:33)", "ModuleJob.link (node:internal/modules/esm/module_job:381:17)");
FRAMES(importJob, "node:internal/modules/esm/loader:636:32", "TracingChannel.tracePromise (node:diagnostics_channel:362:14)");
FRAMES(requireMissing, "Module._resolveFilename (node:internal/modules/cjs/loader:1564:15)", "wrapResolveFilename (node:internal/modules/cjs/loader:1118:27)",
       "defaultResolveImplForCJSLoading (node:internal/modules/cjs/loader:1142:10)", "resolveForCJSWithHooks (node:internal/modules/cjs/loader:1169:12)",
       "Module._load (node:internal/modules/cjs/loader:1341:5)", "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)",
       "Module.require (node:internal/modules/cjs/loader:1674:12)", "require (node:internal/modules/helpers:157:16)");
constexpr ModuleFrames all{entry, body, bodyInRequire, commonJs, instantiate, instantiateInRequire, resolve, syntax, syntaxInRequire, linkJob, importJob, linkJob, importJob, requireMissing,
                           {"node:internal/modules/cjs/loader", 1568, 3, "  throw err;"},
                           {"node:internal/modules/esm/resolve", 272, 11, "    throw new ERR_MODULE_NOT_FOUND("},
                           {"node:internal/modules/run_main", 107, 5, "    triggerUncaughtException("},
                           {"node:internal/modules/esm/module_job", 313, 5, "    throw new ERR_REQUIRE_ASYNC_MODULE(filename, parent, locations);"}};
#undef REQUIRE
#undef CJS_LOAD
} // namespace node24
#undef FRAMES
} // namespace

const ModuleFrames& moduleFrames(int major) { return major >= 22 ? node24::all : node20::all; }

} // namespace tickscope
