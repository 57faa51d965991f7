target_link_libraries(core_vm PUBLIC PkgConfig::libtommath)
