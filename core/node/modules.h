#pragma once
// The functions behind builtin_modules.def, and those that bootstrap calls.
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// bootstrap: what every program finds without require
void installProcess(NodeRuntime& runtime);  // process
void installTimers(NodeRuntime& runtime);   // setTimeout, setInterval, setImmediate, clear…, queueMicrotask
void installConsole(NodeRuntime& runtime);  // console

void installGc(NodeRuntime& runtime, Handle<Object> global); // gc, of --expose-gc
Value contextGc(Isolate& iso, Args);                         // what a new context of vm has under that name, or undefined
void installWebGlobals(NodeRuntime& runtime); // EventTarget, AbortController, …
void installStructuredClone(NodeRuntime& runtime); // structuredClone
void installIntl(NodeRuntime& runtime);            // toLocaleString and its like with locales and options

// modules
Value createProcessModule(NodeRuntime& runtime);
Value createTimersModule(NodeRuntime& runtime);
void fillTimersPromises(NodeRuntime& runtime, Handle<Object> internal);
Value createConsoleModule(NodeRuntime& runtime);
void fillConsole(NodeRuntime& runtime, Handle<Object> internal); // of internal/console
void fillBuffer(NodeRuntime& runtime, Handle<Object> internal);
void fillEvents(NodeRuntime& runtime, Handle<Object> internal);
void fillFs(NodeRuntime& runtime, Handle<Object> internal);
void fillFsWatch(NodeRuntime& runtime, Handle<Object> internal);
void fillStreamStates(NodeRuntime& runtime, Handle<Object> internal);
void fillStreamTrace(NodeRuntime& runtime, Handle<Object> internal);
void fillStandardStreams(NodeRuntime& runtime, Handle<Object> internal); // writeStandard
Value createFsPromisesModule(NodeRuntime& runtime);
Value createPathPosixModule(NodeRuntime& runtime);
Value createPathWin32Module(NodeRuntime& runtime);
void fillUtil(NodeRuntime& runtime, Handle<Object> internal);
void fillStructuredClone(NodeRuntime& runtime, Handle<Object> internal);
Value createUtilTypesModule(NodeRuntime& runtime);
void fillCallExpression(NodeRuntime& runtime, Handle<Object> internal); // sourceOf
void fillAsyncHooks(NodeRuntime& runtime, Handle<Object> internal);     // and turns tracking on
void fillMessaging(NodeRuntime& runtime, Handle<Object> internal);
void fillCrypto(NodeRuntime& runtime, Handle<Object> internal);
void fillZlib(NodeRuntime& runtime, Handle<Object> internal);
void fillDns(NodeRuntime& runtime, Handle<Object> internal);
void fillNet(NodeRuntime& runtime, Handle<Object> internal);
void fillPerfHooks(NodeRuntime& runtime, Handle<Object> internal);
void fillV8(NodeRuntime& runtime, Handle<Object> internal);
void fillVm(NodeRuntime& runtime, Handle<Object> internal);
void fillModule(NodeRuntime& runtime, Handle<Object> internal);
void installProcessRest(NodeRuntime& runtime, Handle<Object> process);  // what core/node/lib/process_rest.js has, lazily
void fillProcessRest(NodeRuntime& runtime, Handle<Object> internal);
void fillOs(NodeRuntime& runtime, Handle<Object> internal);             // machine
void fillCommonInternals(NodeRuntime& runtime, Handle<Object> internal); // what every module of our JavaScript may use
void fillWaiting(NodeRuntime& runtime, Handle<Object> internal);         // wrong_rules.cpp

} // namespace tickscope
