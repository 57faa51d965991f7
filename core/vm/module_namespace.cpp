#include "core/vm/module_namespace.h"

#include <algorithm>

#include "core/vm/conversions.h"
#include "core/vm/module.h"

namespace tickscope {

struct ModuleNamespace { // the internal methods, in the specification's order
  static Module& moduleOf(Isolate& iso, Handle<Object> object) {
    return iso.modules->at(uint32_t(static_cast<ModuleNamespaceObject*>(object.get())->module.asInt32()));
  }
  static const Module::NamespaceEntry* find(Isolate& iso, Handle<Object> object, PropertyKey key) {
    const Module& module = moduleOf(iso, object);
    const auto found = module.namespaceIndex_.find(key.raw().bits());
    return found == module.namespaceIndex_.end() ? nullptr : &module.namespaceEntries_[found->second];
  }

  static Value getPrototypeOf(Isolate&, Handle<Object>) { return Value::null(); }
  static Completion<bool> setPrototypeOf(Isolate&, Handle<Object>, HandleValue prototype) { return prototype.get().isNull(); }
  static Completion<bool> isExtensible(Isolate&, Handle<Object>) { return false; }
  static Completion<bool> preventExtensions(Isolate&, Handle<Object>) { return true; }

  static Completion<bool> getOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
    if (key.isSymbol()) return ordinaryGetOwnProperty(iso, object, key, out);
    if (!find(iso, object, key)) return false;
    *out = PropertyDescriptor::data(iso.handle(TRY(get(iso, object, key, object))), kWritable | kEnumerable);
    return true;
  }

  static Completion<bool> defineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
    if (key.isSymbol()) return ordinaryDefineOwnProperty(iso, object, key, d);
    PropertyDescriptor current;
    if (!TRY(getOwnProperty(iso, object, key, &current))) return false;
    if (d.configurable.value_or(false) || !d.enumerable.value_or(true) || d.isAccessor() || !d.writable.value_or(true)) return false;
    return !d.value || sameValueNoGc(*d.value, *current.value);
  }

  static Completion<bool> hasProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
    if (key.isSymbol()) return ordinaryHasProperty(iso, object, key);
    return find(iso, object, key) != nullptr;
  }

  static Value get(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
    if (key.isSymbol()) return ordinaryGet(iso, object, key, receiver);
    const Module::NamespaceEntry* entry = find(iso, object, key);
    if (!entry) return Value();
    if (entry->slot == ResolvedExport::kNamespace) return iso.modules->namespaceObject(*entry->module);
    const Value environment = entry->module->environment_;
    const Value value = environment.isCell() ? environment.as<Environment>()->slots()[entry->slot] : Value::empty();
    if (value.isEmpty()) return iso.raise(msg::NotInitialised, {describeKey(key)});
    return value;
  }

  static Completion<bool> set(Isolate&, Handle<Object>, PropertyKey, HandleValue, HandleValue) { return false; }

  static Completion<bool> deleteProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
    if (key.isSymbol()) return ordinaryDelete(iso, object, key);
    return find(iso, object, key) == nullptr;
  }

  static Completion<void> ownPropertyKeys(Isolate& iso, Handle<Object> object, std::vector<PropertyKey>* out) {
    for (const Module::NamespaceEntry& entry : moduleOf(iso, object).namespaceEntries_) out->push_back(PropertyKey::fromRaw(entry.key));
    return ordinaryOwnPropertyKeys(iso, object, out); // the symbols
  }

  // §16.2.1.6.2 GetExportedNames, of all modules that `export *` leads to.
  static void exportedNames(const Module& module, std::vector<const Module*>* seen, std::vector<std::u16string>* names, bool isStart) {
    if (std::find(seen->begin(), seen->end(), &module) != seen->end()) return;
    seen->push_back(&module);
    for (const auto& [name, entry] : module.exports_)
      if (isStart || name != u"default") names->push_back(name);
    for (uint32_t star : module.stars_) exportedNames(*module.requests[star].module, seen, names, false);
  }

  static Value create(Isolate& iso, Module& module) {
    HandleScope scope(iso.heap);
    std::vector<const Module*> seen;
    std::vector<std::u16string> names;
    exportedNames(module, &seen, &names, true);
    std::sort(names.begin(), names.end()); // by code units
    names.erase(std::unique(names.begin(), names.end()), names.end());
    auto* object = static_cast<ModuleNamespaceObject*>(
        newObjectOfKind(iso, CellKind::ModuleNamespaceObject, sizeof(ModuleNamespaceObject), iso.null()));
    object->module = Value::int32(int32_t(module.index_));
    module.namespace_ = Value(object);
    Handle<Object> kept = iso.handle<Object>(object);
    defineValue(iso, kept, iso.key(iso.symbols.toStringTag), iso.handle(Value(newString(iso, "Module"))), kNone);
    kept->aux |= Object::kHasExotic;
    MUST(ordinaryPreventExtensions(iso, kept));
    for (const std::u16string& name : names) {
      const ResolvedExport found = iso.modules->resolveExport(module, name);
      if (found.kind != ResolvedExport::Found) continue; // ambiguous names are left out
      HandleScope inner(iso.heap);
      const PropertyKey key = PropertyKey::fromString(iso, newStringUtf16(iso, name));
      module.namespaceIndex_.emplace(key.raw().bits(), uint32_t(module.namespaceEntries_.size()));
      module.namespaceEntries_.push_back({key.raw(), found.module, found.slot});
    }
    return module.namespace_;
  }
};

Value ModuleMap::namespaceObject(Module& module) { return module.namespace_.isCell() ? module.namespace_ : ModuleNamespace::create(iso_, module); }

void installModuleNamespaces(Isolate& iso) {
  static constexpr ExoticMethods methods = [] {
    ExoticMethods m;
    m.getOwnProperty = ModuleNamespace::getOwnProperty;
    m.defineOwnProperty = ModuleNamespace::defineOwnProperty;
    m.hasProperty = ModuleNamespace::hasProperty;
    m.get = ModuleNamespace::get;
    m.set = ModuleNamespace::set;
    m.deleteProperty = ModuleNamespace::deleteProperty;
    m.ownPropertyKeys = ModuleNamespace::ownPropertyKeys;
    m.getPrototypeOf = ModuleNamespace::getPrototypeOf;
    m.setPrototypeOf = ModuleNamespace::setPrototypeOf;
    m.isExtensible = ModuleNamespace::isExtensible;
    m.preventExtensions = ModuleNamespace::preventExtensions;
    return m;
  }();
  iso.exotic[size_t(CellKind::ModuleNamespaceObject)] = &methods;
}

} // namespace tickscope
