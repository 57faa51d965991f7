target_link_libraries(core_builtins PUBLIC PkgConfig::utf8proc)
