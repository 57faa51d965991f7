target_link_libraries(core_syntax PUBLIC PkgConfig::utf8proc)
