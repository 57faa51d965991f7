target_link_libraries(core_session PRIVATE nlohmann_json::nlohmann_json Threads::Threads)
