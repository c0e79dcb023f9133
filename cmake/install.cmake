# Where things go: the program, its knowledge and model, the library with its header, the manual.
include(GNUInstallDirs)
if(TARGET bede)
  install(TARGETS bede RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY ${CMAKE_SOURCE_DIR}/knowledge ${CMAKE_SOURCE_DIR}/models
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bede)
install(FILES ${CMAKE_SOURCE_DIR}/include/bede/bede.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bede)
find_program(SCDOC scdoc)
if(SCDOC)
  file(GLOB manuals CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/man/*.scd)
  foreach(manual IN LISTS manuals)
    get_filename_component(page ${manual} NAME)
    string(REGEX REPLACE "\\.scd$" "" page ${page})
    string(REGEX REPLACE ".*\\.([0-9])$" "\\1" section ${page})
    set(out ${CMAKE_BINARY_DIR}/man/${page})
    add_custom_command(OUTPUT ${out} DEPENDS ${manual}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/man
      COMMAND sh -c "${SCDOC} < ${manual} > ${out}" VERBATIM)
    list(APPEND pages ${out})
    install(FILES ${out} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endforeach()
  if(pages)
    add_custom_target(man ALL DEPENDS ${pages})
  endif()
endif()
