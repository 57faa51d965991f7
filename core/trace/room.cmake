target_link_libraries(core_trace PUBLIC PkgConfig::zstd PRIVATE fmt::fmt-header-only nlohmann_json::nlohmann_json Threads::Threads)
